<?php
/**
 * What the server agreed to, as WooCommerce says it.
 *
 * @package Lasting
 */

if ( 'cli' !== PHP_SAPI ) {
	exit;
}

/**
 * Terms of rewards in a cart.
 */
final class TermsTest extends Lasting_Test_Case {
	/**
	 * Terms as the server says them.
	 *
	 * @param array $gives What the reward gives.
	 * @param array $more  What is different.
	 * @return array
	 */
	private static function terms( array $gives, array $more = array() ) {
		$plain = array(
			'code'         => 'Z8J5TAJRJQM7BK9981B1',
			'name'         => 'Five euros off',
			'points'       => 500,
			'gives'        => $gives,
			'minimumMinor' => null,
			'appliesTo'    => array( 'kind' => 'all' ),
			'combines'     => array(
				'order'    => false,
				'product'  => false,
				'shipping' => true,
			),
			'goodsMinor'   => 3750,
		);
		return array_merge( $plain, $more );
	}

	/**
	 * An amount off.
	 *
	 * @param int $minor How much.
	 * @return array
	 */
	private static function off( $minor ) {
		return array(
			'kind'        => 'amount-off',
			'amountMinor' => $minor,
		);
	}

	public function test_an_amount_is_written_without_a_binary_fraction_in_every_currency() {
		$this->assertSame( '0.05', Lasting_Terms::decimal( 5, 'EUR' ) );
		$this->assertSame( '12.50', Lasting_Terms::decimal( 1250, 'EUR' ) );
		$this->assertSame( '50000', Lasting_Terms::decimal( 50000, 'IRT' ) );
		$this->assertSame( '1.005', Lasting_Terms::decimal( 1005, 'KWD' ) );
		$this->assertSame( '90071992547409.91', Lasting_Terms::decimal( 9007199254740991, 'EUR' ) );
	}

	public function test_an_amount_of_the_shop_is_counted_in_the_smallest_unit_and_never_below_nothing() {
		$this->assertSame( 1999, Lasting_Terms::minor( 19.99, 'EUR' ) );
		$this->assertSame( 29, Lasting_Terms::minor( 0.1 + 0.19, 'EUR' ) );
		$this->assertSame( 1500, Lasting_Terms::minor( '1500', 'JPY' ) );
		$this->assertSame( 50000, Lasting_Terms::minor( '50000', 'IRT' ) );
		$this->assertSame( 1500000, Lasting_Terms::minor( '1500000', 'IRR' ) );
		$this->assertSame( 0, Lasting_Terms::minor( -0.01, 'EUR' ) );
	}

	public function test_an_amount_off_is_one_off_the_cart_from_its_minimum_on() {
		$coupon = Lasting_Terms::coupon( self::terms( self::off( 500 ), array( 'minimumMinor' => 2000 ) ), 'EUR' );
		$this->assertSame( 'fixed_cart', $coupon['discount_type'] );
		$this->assertSame( '5.00', $coupon['amount'] );
		$this->assertSame( '20.00', $coupon['minimum_amount'] );
	}

	public function test_a_percentage_keeps_its_hundredths_and_its_goods() {
		$gives  = array(
			'kind'        => 'percent-off',
			'basisPoints' => 1250,
		);
		$goods  = array(
			'kind' => 'collections',
			'ids'  => array( '15', '16' ),
		);
		$coupon = Lasting_Terms::coupon( self::terms( $gives, array( 'appliesTo' => $goods ) ), 'EUR' );
		$this->assertSame( array( 'percent', '12.50', array( 15, 16 ) ), array( $coupon['discount_type'], $coupon['amount'], $coupon['product_categories'] ) );
	}

	public function test_a_free_product_is_one_piece_of_it_and_of_nothing_else() {
		$gives  = array(
			'kind'      => 'free-product',
			'variantId' => '18',
		);
		$goods  = array(
			'kind' => 'products',
			'ids'  => array( '99' ),
		);
		$coupon = Lasting_Terms::coupon( self::terms( $gives, array( 'appliesTo' => $goods ) ), 'EUR' );
		$this->assertSame( array( 'percent', '100', array( 18 ), 1 ), array( $coupon['discount_type'], $coupon['amount'], $coupon['product_ids'], $coupon['limit_usage_to_x_items'] ) );
	}

	public function test_free_shipping_takes_nothing_off_the_goods_and_says_up_to_which_price() {
		$gives = array(
			'kind'         => 'free-shipping',
			'maximumMinor' => null,
		);
		$this->assertSame( '0', Lasting_Terms::coupon( self::terms( $gives ), 'EUR' )['amount'] );
		$this->assertNull( Lasting_Terms::free_up_to( self::terms( $gives ) ) );
		$this->assertSame( 490, Lasting_Terms::free_up_to( self::terms( array_merge( $gives, array( 'maximumMinor' => 490 ) ) ) ) );
		$this->assertSame( -1, Lasting_Terms::free_up_to( self::terms( self::off( 500 ) ) ) );
	}

	public function test_it_stands_alone_unless_it_may_stand_beside_everything() {
		$all = array(
			'order'    => true,
			'product'  => true,
			'shipping' => true,
		);
		$this->assertTrue( Lasting_Terms::coupon( self::terms( self::off( 500 ) ), 'EUR' )['individual_use'] );
		$this->assertFalse( Lasting_Terms::coupon( self::terms( self::off( 500 ), array( 'combines' => $all ) ), 'EUR' )['individual_use'] );
	}

	public function test_other_coupons_are_of_the_kind_that_they_lessen() {
		$this->assertSame( 'shipping', Lasting_Terms::kind( true, 0.0, false ) );
		$this->assertSame( 'order', Lasting_Terms::kind( true, 5.0, false ) );
		$this->assertSame( 'product', Lasting_Terms::kind( false, 5.0, true ) );
		$this->assertSame( 'order', Lasting_Terms::kind( false, 5.0, false ) );
	}

	public function test_a_cart_that_fell_below_the_minimum_or_below_the_amount_does_not_fit() {
		$least = self::terms( self::off( 500 ), array( 'minimumMinor' => 2000 ) );
		$this->assertSame( 'order-too-small', Lasting_Terms::misfit( $least, 1999 ) );
		$this->assertNull( Lasting_Terms::misfit( $least, 2000 ) );
		$this->assertSame( 'worth-less', Lasting_Terms::misfit( self::terms( self::off( 500 ) ), 499 ) );
	}

	public function test_whoever_chose_more_than_the_goods_are_worth_keeps_it() {
		$this->assertNull( Lasting_Terms::misfit( self::terms( self::off( 500 ), array( 'goodsMinor' => 400 ) ), 400 ) );
	}

	public function test_an_answer_of_a_kind_that_is_not_known_yet_becomes_no_coupon() {
		$this->assertTrue( Lasting_Terms::readable( self::terms( self::off( 500 ) ) ) );
		$this->assertFalse( Lasting_Terms::readable( self::terms( array( 'kind' => 'buy-one-get-one' ) ) ) );
		$this->assertFalse( Lasting_Terms::readable( self::terms( self::off( 500 ), array( 'code' => "10off' OR 1" ) ) ) );
		$this->assertFalse( Lasting_Terms::readable( array( 'code' => 'Z8J5TAJRJQM7BK9981B1' ) ) );
		$this->assertFalse( Lasting_Terms::readable( null ) );
	}
}
