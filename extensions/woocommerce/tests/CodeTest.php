<?php
/**
 * A link that puts a code into the cart.
 *
 * @package Lasting
 */

final class CodeTest extends Lasting_Test_Case {
	/** @var Lasting_Code */
	private $code;

	protected function setUp(): void {
		parent::setUp();
		self::connect();
		WC()->cart     = new Lasting_Fake_Cart();
		WC()->customer = new Lasting_Fake_Customer();
		$this->code    = new Lasting_Code();
		$this->code->listen();
	}

	private function follow( $code ) {
		$_GET['lasting_code'] = $code;
		return $this->ended( array( $this->code, 'take' ) )->said;
	}

	public function test_a_code_that_fits_is_in_the_cart_at_once_and_only_the_shopper_hears_of_it_by_one_sentence() {
		WC()->cart->goods   = 1;
		WC()->cart->fitting = array( 'friend-1' );
		$this->assertSame( home_url( 'cart' ), $this->follow( 'FRIEND-1' ) );
		$this->assertSame( array( 'friend-1' ), WC()->cart->applied );
		$this->assertSame( array( 'success' ), array_keys( Lasting_Fake_Shop::$notices ) );
		$this->assertNull( WC()->session->get( Lasting_Code::NAME ) );
	}

	public function test_a_code_waits_for_goods_and_for_the_address_that_it_is_for_without_an_error() {
		Lasting_Fake_Shop::$query['coupons'] = array( 'friend-1' );
		$this->assertSame( home_url( 'shop' ), $this->follow( 'FRIEND-1' ) );
		WC()->cart->goods = 1;
		Lasting_Fake_Shop::happens( 'woocommerce_add_to_cart' );
		$this->assertSame( array(), WC()->cart->applied );
		$this->assertArrayNotHasKey( 'error', Lasting_Fake_Shop::$notices );
		WC()->cart->fitting = array( 'friend-1' );
		Lasting_Fake_Shop::happens( 'woocommerce_checkout_update_order_review', 'billing_first_name=Mina&billing_email=mina%40example.com' );
		$this->assertSame( 'mina@example.com', WC()->customer->email );
		$this->assertSame( array( 'friend-1' ), WC()->cart->applied );
	}

	public function test_an_address_that_is_none_yet_is_not_taken() {
		$this->follow( 'FRIEND-1' );
		foreach ( array( 'billing_email=mina', 'billing_email[]=a%40b.example', '' ) as $posted ) {
			Lasting_Fake_Shop::happens( 'woocommerce_checkout_update_order_review', $posted );
		}
		$this->assertSame( '', WC()->customer->email );
	}

	public function test_a_code_that_the_shopper_took_out_does_not_come_back() {
		WC()->cart->goods   = 1;
		WC()->cart->fitting = array( 'friend-1' );
		$this->follow( 'FRIEND-1' );
		WC()->cart->applied = array();
		Lasting_Fake_Shop::happens( 'woocommerce_add_to_cart' );
		$this->assertSame( array(), WC()->cart->applied );
	}

	public function test_what_is_no_code_is_not_kept_and_leads_nowhere_else() {
		foreach ( array( 'a', 'https://evil.example/', '<b>x</b>', 'A B C D', str_repeat( 'A', 65 ) ) as $code ) {
			$this->assertSame( home_url( 'shop' ), $this->follow( $code ) );
			$this->assertNull( WC()->session->get( Lasting_Code::NAME ), $code );
		}
	}

	public function test_a_shop_that_is_not_connected_takes_no_codes() {
		Lasting_Connection::forget();
		$_GET['lasting_code'] = 'FRIEND-1';
		$this->code->take();
		$this->assertNull( WC()->session->get( Lasting_Code::NAME ) );
	}
}
