<?php
/**
 * A link to an order's page is passed on: it shows nobody's points but to who placed the order.
 *
 * @package Lasting
 */

final class BuyerTest extends Lasting_Test_Case {
	/** @var Lasting_Buyer */
	private $buyer;

	protected function setUp(): void {
		parent::setUp();
		$this->buyer = new Lasting_Buyer();
		$this->buyer->listen();
	}

	public function test_who_placed_it_in_either_checkout_owns_it_and_a_stranger_does_not() {
		$classic = Lasting_Fake_Shop::order( 1 );
		$blocks  = Lasting_Fake_Shop::order( 2 );
		$others  = Lasting_Fake_Shop::order( 3 );
		Lasting_Fake_Shop::happens( 'woocommerce_checkout_order_processed', 1, array(), $classic );
		Lasting_Fake_Shop::happens( 'woocommerce_store_api_checkout_order_processed', $blocks );
		$this->assertTrue( Lasting_Buyer::owns( $classic ) );
		$this->assertTrue( Lasting_Buyer::owns( $blocks ) );
		$this->assertFalse( Lasting_Buyer::owns( $others ) );
		WC()->session = new Lasting_Fake_Session();
		$this->assertFalse( Lasting_Buyer::owns( $classic ) );
		WC()->session = null;
		$this->assertFalse( Lasting_Buyer::owns( $classic ) );
	}

	public function test_the_signed_in_customer_of_an_order_owns_it_anywhere_and_another_not_even_on_the_same_computer() {
		$order = Lasting_Fake_Shop::order( 1, 'processing', array( 'customer_id' => 17 ) );
		Lasting_Fake_Shop::$user = 17;
		$this->assertTrue( Lasting_Buyer::owns( $order ) );
		$this->buyer->placed( $order );
		Lasting_Fake_Shop::$user = 18;
		$this->assertFalse( Lasting_Buyer::owns( $order ) );
	}

	public function test_a_session_remembers_its_last_twenty_orders_and_nothing_that_is_none() {
		foreach ( array_merge( range( 1, 25 ), array( 0, 'x', 7 ) ) as $id ) {
			$this->buyer->placed( $id );
		}
		$kept = WC()->session->get( Lasting_Buyer::SESSION );
		$this->assertCount( 20, $kept );
		$this->assertSame( 7, end( $kept ) );
		$this->assertFalse( Lasting_Buyer::owns( Lasting_Fake_Shop::order( 1 ) ) );
	}

	public function test_a_session_that_somebody_spoilt_owns_nothing() {
		WC()->session->set( Lasting_Buyer::SESSION, 'words' );
		$this->assertFalse( Lasting_Buyer::owns( Lasting_Fake_Shop::order( 1 ) ) );
	}
}
