<?php
/**
 * Friends who come by somebody's link.
 *
 * @package Lasting
 */

final class ReferralTest extends Lasting_Test_Case {
	/** @var Lasting_Referral */
	private $referral;

	protected function setUp(): void {
		parent::setUp();
		self::connect();
		$this->referral = new Lasting_Referral();
		$_SERVER['REQUEST_METHOD']        = 'POST';
		$_SERVER['HTTP_X_REQUESTED_WITH'] = 'lasting';
	}

	private function keep( $ref ) {
		$_POST['ref'] = $ref;
		return $this->ended( array( $this->referral, 'keep' ) );
	}

	public function test_a_link_leads_to_its_page_on_the_server_of_this_shop_and_nowhere_else() {
		Lasting_Fake_Shop::$query[ Lasting_Referral::QUERY ] = 'MINA-7';
		$_GET['c'] = 'whatsapp';
		$end       = $this->ended( array( $this->referral, 'lead' ) );
		$this->assertSame( 'https://lasting.example/ref/woo-0f9a3c/MINA-7?c=whatsapp', $end->said );
		$this->assertTrue( Lasting_Fake_Shop::$query['no-cache'] );
		$_GET['c'] = '//evil.example/?';
		$this->assertSame( 'https://lasting.example/ref/woo-0f9a3c/MINA-7?c=evilexample', $this->ended( array( $this->referral, 'lead' ) )->said );
	}

	public function test_the_address_of_a_link_takes_codes_only() {
		foreach ( array( 'ref/MINA-7', 'ref/mina7/' ) as $address ) {
			$this->assertSame( 1, preg_match( '#' . Lasting_Referral::RULE . '#', $address ), $address );
		}
		foreach ( array( 'ref/', 'ref/a', 'ref/-x-', 'ref/a/b', 'ref/..%2f', 'xref/MINA-7', 'ref/' . str_repeat( 'a', 41 ) ) as $address ) {
			$this->assertSame( 0, preg_match( '#' . Lasting_Referral::RULE . '#', $address ), $address );
		}
	}

	public function test_by_which_link_somebody_came_is_kept_with_the_cart_and_goes_onto_the_order_once() {
		$this->assertSame( 200, $this->keep( 'MINA-7;whatsapp' )->status );
		$this->assertTrue( WC()->session->has_cookie );
		$order = Lasting_Fake_Shop::order( 1 );
		$this->referral->mark_and_save( $order );
		$this->referral->mark_and_save( $order );
		$this->assertSame( array( 'MINA-7;whatsapp', 1 ), array( $order->get_meta( '_lasting_ref' ), $order->saved ) );
		$this->referral->used();
		$next = Lasting_Fake_Shop::order( 2 );
		$this->referral->mark_and_save( $next );
		$this->assertSame( array( '', 0 ), array( $next->get_meta( '_lasting_ref' ), $next->saved ) );
	}

	public function test_the_last_link_counts() {
		$this->keep( 'MINA-7' );
		$this->keep( 'DAVID-2;email' );
		$this->assertSame( 'DAVID-2;email', WC()->session->get( Lasting_Referral::NAME ) );
	}

	/**
	 * @dataProvider no_marks
	 */
	public function test_what_is_no_mark_is_not_kept( $ref ) {
		$this->assertSame( 400, $this->keep( $ref )->status );
		$this->assertNull( WC()->session->get( Lasting_Referral::NAME ) );
	}

	public static function no_marks() {
		return array( array( '' ), array( 'a' ), array( 'MINA-7;' ), array( 'MINA-7;what sapp' ), array( 'MINA-7;whatsapp;x' ), array( 'MINA 7' ), array( '-MINA' ), array( str_repeat( 'A', 41 ) ) );
	}
}
